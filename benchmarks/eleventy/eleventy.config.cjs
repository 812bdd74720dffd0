// The pages of a locale in the catalog's order, sorted once.
module.exports = function (config) {
  for (const locale of ["en-US", "pt-BR"]) {
    config.addCollection(locale, (all) => all.getFilteredByTag(locale).sort((one, other) => one.data.order - other.data.order));
  }
  config.setLayoutResolution(false);
  config.setQuietMode(true);
  return { dir: { input: "content", includes: "../_includes" }, markdownTemplateEngine: false };
};
