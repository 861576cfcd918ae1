package org.hubwarden.checkup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.hubwarden.observed.PasswdEntry;
import org.hubwarden.observed.hub.HubSight;
import org.hubwarden.observed.hub.Stray;

/** What is left of people whose account is gone, and who would get it. */
final class Ids {

    private Ids() {}

    static List<Weakness> weaknesses(HubSight sight) {
        List<Weakness> found = new ArrayList<>();
        processes(sight.strays()).ifPresent(found::add);
        files(sight).ifPresent(found::add);
        return found;
    }

    private static Optional<Weakness> processes(List<Stray> strays) {
        List<String> evidence = strays.stream()
                .filter(Stray::process)
                .map(stray -> "uid " + stray.uid() + ": " + stray.what())
                .toList();
        return evidence.isEmpty()
                ? Optional.empty()
                : Optional.of(new Weakness(
                        "stray-process",
                        Rank.HIGH,
                        Words.count(evidence.size(), "process").replace("processs", "processes")
                                + " of removed accounts still " + (evidence.size() == 1 ? "runs" : "run"),
                        evidence,
                        "look at it with ps -fp PID, and end it with kill PID"));
    }

    private static Optional<Weakness> files(HubSight sight) {
        List<Stray> strays = sight.strays().stream().filter(s -> !s.process()).toList();
        if (strays.isEmpty()) {
            return Optional.empty();
        }
        long next = next(sight);
        List<String> evidence = strays.stream()
                .map(stray -> "uid " + stray.uid() + ": " + stray.what()
                        + (stray.uid() == next ? ", and useradd gives " + next + " to the next user" : ""))
                .toList();
        boolean soon = strays.stream().anyMatch(stray -> stray.uid() >= next);
        long first = new TreeSet<>(strays.stream().map(Stray::uid).toList()).first();
        return Optional.of(new Weakness(
                "id-reuse",
                soon ? Rank.MEDIUM : Rank.LOW,
                "files of removed accounts: whoever gets their id gets the files"
                        + (soon ? ", and ids are given out again from the top" : ""),
                evidence,
                "find / -xdev -uid " + first + ", then archive and remove what it finds, before anybody new comes;"
                        + " hubwarden gives no id twice from its first pass on"));
    }

    /** As useradd(8) chooses: one more than the highest of the range. */
    private static long next(HubSight sight) {
        return 1
                + sight.accounts()
                        .passwd()
                        .entries()
                        .mapToLong(PasswdEntry::uid)
                        .filter(sight.loginDefs()::contains)
                        .max()
                        .orElse(sight.loginDefs().min() - 1);
    }
}
