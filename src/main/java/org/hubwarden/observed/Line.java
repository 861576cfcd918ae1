package org.hubwarden.observed;

import java.util.Optional;

/**
 * One line of an account file.
 *
 * @param raw the line without its newline; each char is one byte of the file (ISO 8859-1), so that nothing is lost
 * @param entry what glibc reads in it; empty for comments, NIS lines and broken lines, which are kept all the same
 */
public record Line<E extends Entry>(String raw, Optional<E> entry) {}
