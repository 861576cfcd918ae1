package org.hubwarden.checkup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hubwarden.observed.hub.HubAccounts;
import org.hubwarden.observed.hub.HubSight;
import org.hubwarden.observed.hub.TljhConfig;

/** Judges a machine with a JupyterHub as it is found, whether or not hubwarden runs there. */
public final class Inspector {

    private Inspector() {}

    /**
     * What is wrong with it.
     *
     * @param declared whom the state in force names; they are judged by the plan, as far as that can
     */
    public static Inspection inspect(HubSight sight, Declared declared) {
        boolean tljh = !sight.layout().isEmpty();
        HubAccounts accounts = HubAccounts.of(sight.accounts(), tljh ? Optional.empty() : sight.users());
        List<Weakness> found = new ArrayList<>();
        // Of those that rank alike, whoever is root by mistake comes first.
        found.addAll(new Admins(sight, accounts, declared).weaknesses());
        found.addAll(SudoWeaknesses.weaknesses(sight, accounts));
        Tmp.shared(sight, accounts, tljh, declared.spawner()).ifPresent(found::add);
        found.addAll(HubItself.weaknesses(sight, tljh, declared));
        found.addAll(new AccountState(sight, accounts, declared).weaknesses());
        if (declared.isSilent()) {
            new Unprovided(sight, accounts).weakness().ifPresent(found::add);
        }
        found.addAll(Ids.weaknesses(sight));
        found.sort(Comparator.comparing(Weakness::rank));
        int servers = Tmp.count(sight, accounts);
        return new Inspection(
                hub(sight, tljh),
                tljh
                        || !sight.hubs().isEmpty()
                        || !accounts.all().isEmpty()
                        || sight.users().isPresent(),
                tljh,
                accounts.areMachines(),
                accounts.all().size(),
                servers,
                found,
                unseen(sight),
                sight.forRoot());
    }

    private static String hub(HubSight sight, boolean tljh) {
        if (tljh) {
            return "The Littlest JupyterHub (" + String.join(", ", sight.layout()) + ")";
        }
        return sight.hubs().isEmpty()
                ? "no hub runs"
                : "a JupyterHub (" + Words.process(sight.hubs().get(0)) + ")";
    }

    private static List<String> unseen(HubSight sight) {
        List<String> unseen = new ArrayList<>(sight.unseen());
        unseen.addAll(sight.config().map(TljhConfig::faults).orElse(List.of()));
        return unseen;
    }
}
