/** Formatting of XML, JavaScript, SCSS, Markdown and YAML. */
module.exports = {
    plugins: [require.resolve("@prettier/plugin-xml")],
    bracketSpacing: false,
    printWidth: 100,
    tabWidth: 4,
    proseWrap: "preserve",
    // Anything looser changes what QWeb prints.
    xmlWhitespaceSensitivity: "preserve",
    overrides: [{files: ["*.md", "*.yaml", "*.yml"], options: {tabWidth: 2}}],
};
