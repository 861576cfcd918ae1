package org.hubwarden.checkup;

import java.util.List;
import java.util.Optional;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.hub.HubAccounts;
import org.hubwarden.observed.hub.HubSight;

/** People whom the hub lets in and who have no account of a hub's: the first plan would make one for each. */
final class Unprovided {

    private final HubSight sight;
    private final HubAccounts accounts;

    Unprovided(HubSight sight, HubAccounts accounts) {
        this.sight = sight;
        this.accounts = accounts;
    }

    Optional<Weakness> weakness() {
        List<String> evidence = new People(sight)
                .all().stream()
                        .filter(person -> !hasAccount(person.name()))
                        .map(person -> person.name() + ": " + person.source() + own(person.name()))
                        .toList();
        return evidence.isEmpty()
                ? Optional.empty()
                : Optional.of(new Weakness(
                        "no-account",
                        Rank.LOW,
                        Words.count(evidence.size(), "user") + " of the hub's "
                                + (evidence.size() == 1 ? "has" : "have") + " no account that begins with "
                                + UnixName.PREFIX
                                + ": hubwarden makes it, with the groups and the sudo rule that every hub has",
                        evidence,
                        cure()));
    }

    private boolean hasAccount(String name) {
        return HubNames.accounts(name).stream()
                .anyMatch(account -> sight.accounts().passwd().find(account).isPresent());
    }

    private String own(String name) {
        return accounts.areMachines()
                ? accounts.find(name)
                        .map(own -> "; the account " + own.name() + ", uid " + own.uid() + ", "
                                + accounts.place(own.name()) + ", is the machine's own, and stays as it is")
                        .orElse("")
                : "";
    }

    private String cure() {
        return accounts.areMachines()
                ? "none, if they shall have one. Where people log in to the hub with the machine's own passwords (PAM), their"
                        + " work is in the old homes, and /usr/share/doc/hubwarden/jupyterhub.md has the line that copies it;"
                        + " with any other login an equal name is chance"
                : "none, if they shall have one; who shall not is left out of the state file";
    }
}
