/**
 * Documents that are no PDF: what text processors, spreadsheets, slides, web pages, books, mails
 * and plain text say, set on pages.
 */
@NullMarked
package dev.rigel.media.office;

import org.jspecify.annotations.NullMarked;
