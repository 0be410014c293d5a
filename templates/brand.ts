/** How an organisation looks: a bar with its colour and its name above everything else. */

import type { ReportModel } from "../functions/core/model.ts";
import { clip, labelLength, plain } from "./plain.ts";

export interface BrandView {
  /** `#rrggbb`. */
  readonly colour: string;
  /** The text on it: light or dark, whichever reads better. */
  readonly ink: string;
  readonly logo: string;
}

const usual = "#1d5bb8";
const [light, dark] = ["#ffffff", "#1a1f29"] as const;

/** Null where the organisation says nothing of its looks. */
export function brandOf({ organisation: { name, brand } }: ReportModel): BrandView | null {
  if (brand?.colour === undefined && brand?.logo === undefined) return null;
  const colour = /^#[0-9a-f]{6}$/i.test(brand.colour ?? "") ? (brand.colour as string) : usual;
  const ink = contrast(colour, light) >= contrast(colour, dark) ? light : dark;
  return { colour, ink, logo: clip(plain(brand.logo ?? name), labelLength) };
}

/** By the Web Content Accessibility Guidelines: 1 is the same, 21 is black on white. */
function contrast(one: string, other: string): number {
  const [less = 0, more = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (more + 0.05) / (less + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
