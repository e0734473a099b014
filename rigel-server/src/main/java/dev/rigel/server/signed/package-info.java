/** Tokens that carry their own permission, signed with the data folder's secret. */
@NullMarked
package dev.rigel.server.signed;

import org.jspecify.annotations.NullMarked;
