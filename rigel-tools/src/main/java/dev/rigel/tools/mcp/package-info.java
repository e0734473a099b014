/** Tools of other programs' MCP servers, callable in visual programs. */
@NullMarked
package dev.rigel.tools.mcp;

import org.jspecify.annotations.NullMarked;
