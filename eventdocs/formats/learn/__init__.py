"""Bilingual pages of the localized .NET documentation: how to read them and derive a catalog."""
