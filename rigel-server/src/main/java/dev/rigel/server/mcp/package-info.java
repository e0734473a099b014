/** Rigel's tools for clients of the Model Context Protocol. */
@NullMarked
package dev.rigel.server.mcp;

import org.jspecify.annotations.NullMarked;
