/**
 * What we remember between passes: whose account it is, which ids were ever used, what an account was before it was
 * locked. Values and their codec; bytes in and out, no I/O.
 */
@NullMarked
package org.hubwarden.ledger;

import org.jspecify.annotations.NullMarked;
