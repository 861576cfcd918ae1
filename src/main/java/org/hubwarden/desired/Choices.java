package org.hubwarden.desired;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hubwarden.model.HomeMode;
import org.hubwarden.model.Naming;

/** The words that a key of the state file takes, in the order in which people are told of them, and what each means. */
final class Choices {

    private Choices() {}

    static Map<String, HomeMode> homeModes() {
        Map<String, HomeMode> modes = new LinkedHashMap<>();
        Arrays.stream(HomeMode.values()).forEach(mode -> modes.put(mode.octal(), mode));
        return modes;
    }

    static Map<String, Servers.Spawner> spawners() {
        Map<String, Servers.Spawner> spawners = new LinkedHashMap<>();
        spawners.put("hubwarden", Servers.Spawner.HUBWARDEN);
        spawners.put("tljh", Servers.Spawner.TLJH);
        spawners.put("none", Servers.Spawner.NONE);
        return spawners;
    }

    /** Whether each means a relaxed one. */
    static Map<String, Boolean> sandboxes() {
        Map<String, Boolean> sandboxes = new LinkedHashMap<>();
        sandboxes.put("standard", false);
        sandboxes.put("relaxed", true);
        return sandboxes;
    }

    static Map<String, ClockBelief> clocks() {
        Map<String, ClockBelief> clocks = new LinkedHashMap<>();
        clocks.put("synchronised", ClockBelief.SYNCHRONISED);
        clocks.put("as_it_is", ClockBelief.AS_IT_IS);
        return clocks;
    }

    /** Whether each means later. */
    static Map<String, Boolean> occasions() {
        Map<String, Boolean> occasions = new LinkedHashMap<>();
        occasions.put("at_once", false);
        occasions.put("on_demand", true);
        return occasions;
    }

    static Map<String, Naming> namings() {
        Map<String, Naming> namings = new LinkedHashMap<>();
        namings.put("documented", Naming.DOCUMENTED);
        namings.put("tljh", Naming.TLJH);
        return namings;
    }
}
