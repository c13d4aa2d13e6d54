declare namespace App {
  interface Locals {
    /** Facts of the knowledge base page being rendered; undefined on other pages (404, generated ones). */
    kbPage?: import('./site/page-facts.ts').KbPage | undefined;
  }
}

// Starlight resolves its overridable components through virtual modules that it does not declare.
declare module 'virtual:starlight/components/*' {
  const component: (props: Record<string, unknown>) => unknown;
  // biome-ignore lint/style/noDefaultExport: the shape of Astro components
  export default component;
}
