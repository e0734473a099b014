/** The server's description of itself: {@code openapi.yaml} as JSON and as a page. */
@NullMarked
package dev.rigel.server.openapi;

import org.jspecify.annotations.NullMarked;
