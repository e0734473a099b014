/** What Rigel is measured with. */
@NullMarked
package dev.rigel.benchmarks;

import org.jspecify.annotations.NullMarked;
