package org.hubwarden.sweep;

import java.util.Optional;

/**
 * What a difference means.
 *
 * @param key what it is about, as in the baseline
 * @param what sort of thing it is, a phrase
 * @param change what is not as it was, a phrase
 * @param look a command that shows more
 * @param origin what explains it, or is to be known of it
 */
public record Remark(Rank rank, String key, String what, String change, String look, Optional<String> origin) {}
