package org.hubwarden.observed;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The homes and what new ones need.
 *
 * @param byPath one for each path that was asked for
 * @param baseFaults for each directory of homes in which none can be made: why, for people
 * @param skeletonFault why the skeleton cannot be used; empty when it can
 * @param silence why none of them could be looked at; empty when they were
 */
public record HomesSight(
        Map<String, HomeSight> byPath,
        Map<String, String> baseFaults,
        Optional<String> skeletonFault,
        Optional<String> silence) {

    private static final HomeSight UNSEEN = new HomeSight.Other("not looked at");

    /** Homes that were looked at. */
    public HomesSight(Map<String, HomeSight> byPath, Map<String, String> baseFaults, Optional<String> skeletonFault) {
        this(byPath, baseFaults, skeletonFault, Optional.empty());
    }

    /** A hash table that tries whether a key is the very same before it compares: plans ask it for every home. */
    public HomesSight {
        byPath = Collections.unmodifiableMap(new HashMap<>(byPath));
        baseFaults = Map.copyOf(baseFaults);
    }

    /** What stands at a path; what was not asked for counts as not looked at. */
    public HomeSight at(String path) {
        return byPath.getOrDefault(path, UNSEEN);
    }
}
