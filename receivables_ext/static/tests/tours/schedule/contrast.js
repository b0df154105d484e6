/** Contrast of text with what is behind it, as WCAG 2 defines it. */

function parse(colour) {
    const [red, green, blue, alpha = 1] = colour.match(/[\d.]+/g).map(Number);
    return {channels: [red, green, blue], alpha};
}

function over(above, below) {
    return above.channels.map((channel, i) => channel * above.alpha + below[i] * (1 - above.alpha));
}

function background(element) {
    if (!element) {
        return [255, 255, 255];
    }
    const colour = parse(getComputedStyle(element).backgroundColor);
    return colour.alpha === 1 ? colour.channels : over(colour, background(element.parentElement));
}

function luminance(channels) {
    const [red, green, blue] = channels.map((channel) => {
        const share = channel / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Between 1 and 21; 4.5 is what text needs. */
export function contrast(element) {
    const behind = background(element);
    const text = over(parse(getComputedStyle(element).color), behind);
    const [light, dark] = [luminance(text), luminance(behind)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
}
