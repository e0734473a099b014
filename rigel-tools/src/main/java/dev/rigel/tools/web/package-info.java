/** Functions that reach out into the web. */
@NullMarked
package dev.rigel.tools.web;

import org.jspecify.annotations.NullMarked;
