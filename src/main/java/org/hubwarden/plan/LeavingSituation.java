package org.hubwarden.plan;

import java.time.Instant;
import java.util.Optional;
import org.hubwarden.desired.Offboarding;
import org.hubwarden.model.UnitName;
import org.hubwarden.observed.HomeSight;

/**
 * What is the same whoever leaves, and what is known of their unit and home.
 *
 * @param unit of their server; empty where servers are not our business
 * @param isRunning whether it runs; empty where systemd did not say
 * @param home what stands where the home is
 * @param mayPack whether not too many homes are packed already
 * @param spare an id that nobody has
 */
record LeavingSituation(
        Offboarding settings,
        Instant now,
        LeaveTimes times,
        Optional<UnitName> unit,
        Optional<Boolean> isRunning,
        HomeSight home,
        boolean mayPack,
        long spare) {}
