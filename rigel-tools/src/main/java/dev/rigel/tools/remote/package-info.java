/** Ports behind HTTP endpoints, as docs/endpoints.md describes them. */
@NullMarked
package dev.rigel.tools.remote;

import org.jspecify.annotations.NullMarked;
