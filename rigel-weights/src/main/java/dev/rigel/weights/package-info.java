/** The catalogue of model files, pulled and verified. */
@NullMarked
package dev.rigel.weights;

import org.jspecify.annotations.NullMarked;
