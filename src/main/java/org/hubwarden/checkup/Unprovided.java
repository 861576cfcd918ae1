package org.hubwarden.checkup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hubwarden.model.HubName;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.hub.HubAccounts;
import org.hubwarden.observed.hub.HubSight;
import org.hubwarden.observed.hub.TljhConfig;

/** People whom the hub lets in and who have no account of a hub's: the first plan would make one for each. */
final class Unprovided {

    private final HubSight sight;
    private final HubAccounts accounts;

    Unprovided(HubSight sight, HubAccounts accounts) {
        this.sight = sight;
        this.accounts = accounts;
    }

    Optional<Weakness> weakness() {
        List<String> evidence = new ArrayList<>();
        people().forEach((name, source) -> {
            if (HubNames.accounts(name).stream()
                    .noneMatch(
                            account -> sight.accounts().passwd().find(account).isPresent())) {
                evidence.add(name + ": " + source + own(name));
            }
        });
        return evidence.isEmpty()
                ? Optional.empty()
                : Optional.of(new Weakness(
                        "no-account",
                        Rank.LOW,
                        Words.count(evidence.size(), "user") + " of the hub's "
                                + (evidence.size() == 1 ? "has" : "have") + " no account of their own that begins with "
                                + UnixName.PREFIX + ": hubwarden makes it",
                        evidence,
                        cure()));
    }

    /** Those whose names can be listed, with where they are named. */
    private Map<String, String> people() {
        Map<String, String> people = new LinkedHashMap<>();
        sight.config().ifPresent(config -> {
            config.admins().forEach(name -> people.putIfAbsent(name.text(), config.at(name)));
            config.allowed().forEach(name -> people.putIfAbsent(name.text(), config.at(name)));
        });
        sight.users()
                .ifPresent(users ->
                        users.admins().keySet().forEach(name -> people.putIfAbsent(name, "in " + users.path())));
        people.keySet().removeAll(banned());
        people.keySet().removeIf(name -> HubName.fault(name).isPresent());
        return people;
    }

    private Set<String> banned() {
        return sight.config().map(TljhConfig::banned).orElse(List.of()).stream()
                .map(TljhConfig.Named::text)
                .collect(Collectors.toSet());
    }

    private String own(String name) {
        return accounts.areMachines()
                ? accounts.find(name)
                        .map(own -> "; " + own.name() + ", uid " + own.uid() + ", " + accounts.place(own.name())
                                + ", is the machine's own, and stays as it is")
                        .orElse("")
                : "";
    }

    private String cure() {
        return accounts.areMachines()
                ? "none, if that is meant: their own accounts and files stay as they are, and each copies what they need"
                        + " into the new home; docs/jupyterhub.md has the line"
                : "none, if they shall have one; who shall not is left out of the state file";
    }
}
