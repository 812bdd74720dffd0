"""Bilingual pages as the localized .NET documentation published them: read, and understood as a catalog."""
