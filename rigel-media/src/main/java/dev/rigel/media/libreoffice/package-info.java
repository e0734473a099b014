/** Documents of office programs as LibreOffice sets them, in a limited child process. */
@NullMarked
package dev.rigel.media.libreoffice;

import org.jspecify.annotations.NullMarked;
