/** The part of MJML 5 used here; the package has no types. */
declare module "mjml" {
  interface Options {
    readonly minify: boolean;
    readonly minifyOptions: Readonly<Record<string, boolean>>;
    readonly fonts: Readonly<Record<string, string>>;
    readonly validationLevel: "strict" | "skip";
    readonly keepComments: boolean;
  }
  function mjml2html(source: string, options: Options): Promise<{ readonly html: string }>;
  // biome-ignore lint/style/noDefaultExport: this is what the package has.
  export default mjml2html;
}
