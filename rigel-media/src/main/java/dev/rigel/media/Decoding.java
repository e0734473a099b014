package dev.rigel.media;

/** What every decoder of one reader shares. */
record Decoding(MediaLimits limits, PixelAccount account, DecodingLane lane) {}
