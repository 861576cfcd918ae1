/** The table of bad inputs, {@code src/test/resources/corpus/bad_inputs.tsv}, for tests. */
@NullMarked
package org.hubwarden.corpus;

import org.jspecify.annotations.NullMarked;
