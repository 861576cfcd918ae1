@NullMarked
package org.hubwarden.ledger;

import org.jspecify.annotations.NullMarked;
