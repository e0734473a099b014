/** Functions over documents. */
@NullMarked
package dev.rigel.tools.document;

import org.jspecify.annotations.NullMarked;
