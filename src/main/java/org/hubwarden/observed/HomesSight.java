package org.hubwarden.observed;

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

    /** Homes that were looked at. */
    public HomesSight(Map<String, HomeSight> byPath, Map<String, String> baseFaults, Optional<String> skeletonFault) {
        this(byPath, baseFaults, skeletonFault, Optional.empty());
    }

    public HomesSight {
        byPath = Map.copyOf(byPath);
        baseFaults = Map.copyOf(baseFaults);
    }

    /** What stands at a path; what was not asked for counts as not looked at. */
    public HomeSight at(String path) {
        return byPath.getOrDefault(path, new HomeSight.Other("not looked at"));
    }
}
