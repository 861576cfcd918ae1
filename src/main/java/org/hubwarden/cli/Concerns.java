package org.hubwarden.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hubwarden.audit.Statement;
import org.hubwarden.audit.Wording;
import org.hubwarden.plan.Change;
import org.hubwarden.plan.Finding;
import org.hubwarden.plan.Plan;
import org.hubwarden.plan.SudoersChange;

/** Which changes and findings of a plan concern which name or uid. */
final class Concerns {

    private final Map<String, List<Change>> changes = new HashMap<>();
    private final Map<String, List<Finding>> findings = new HashMap<>();

    Concerns(Plan plan) {
        plan.wanted().forEach(change -> keys(change).forEach(key -> put(changes, key, change)));
        plan.findings().forEach(finding -> put(findings, finding.subject(), finding));
    }

    /** The changes that name any of the keys, each once. */
    List<Change> changes(Set<String> keys) {
        return collect(changes, keys);
    }

    /** The findings about any of the keys, each once. */
    List<Finding> findings(Set<String> keys) {
        return collect(findings, keys);
    }

    /** How sudoers(5) writes a uid. */
    static String uidKey(long uid) {
        return "#" + uid;
    }

    private static Set<String> keys(Change change) {
        Statement statement = Wording.of(change);
        Set<String> keys = new LinkedHashSet<>();
        keys.add(change.subject());
        statement.account().ifPresent(keys::add);
        if (change instanceof SudoersChange.Deny deny) {
            deny.uids().forEach(uid -> keys.add(uidKey(uid)));
        }
        if (change instanceof SudoersChange.Lift lift) {
            lift.uids().forEach(uid -> keys.add(uidKey(uid)));
        }
        return keys;
    }

    private static <T> void put(Map<String, List<T>> map, String key, T value) {
        map.computeIfAbsent(key, k -> new ArrayList<>(2)).add(value);
    }

    private static <T> List<T> collect(Map<String, List<T>> map, Set<String> keys) {
        Set<T> found = new LinkedHashSet<>();
        keys.forEach(key -> found.addAll(map.getOrDefault(key, List.of())));
        return List.copyOf(found);
    }
}
