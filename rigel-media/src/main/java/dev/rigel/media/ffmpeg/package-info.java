/** Pictures that only FFmpeg decodes, in a limited child process. */
@NullMarked
package dev.rigel.media.ffmpeg;

import org.jspecify.annotations.NullMarked;
