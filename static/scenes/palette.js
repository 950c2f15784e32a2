/** Colours of what is drawn on the table. The map keeps the night palette in both themes: pictures are drawn for it. */
export const NIGHT = "#14121a";
export const PAPER = "#ece6da";
export const LAMP = "#f2b44b";
export const VERDIGRIS = "#5ec2b0";
export const EMBER = "#e5604d";
export const SHADE = "#0a080e";

/** Ring and disc of a token by its disposition; the shape of the ring says the same without colour. */
export const DISPOSITIONS = {
  neutral: { ring: "#d9cfbd", disc: "#cfc4b2" },
  ally: { ring: VERDIGRIS, disc: "#8fd9cb" },
  enemy: { ring: EMBER, disc: "#e7a08f" },
};

export const SERIF = ["Fraunces Variable", "Fraunces", "Georgia", "serif"];
export const SANS = ["Inter Variable", "Inter", "system-ui", "sans-serif"];
