/**
 * What the tools that look at whole pictures are measured with: photographs changed in known ways.
 */
@NullMarked
package dev.rigel.benchmarks.pictures;

import org.jspecify.annotations.NullMarked;
