package org.hubwarden.bus;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hubwarden.host.Journal;
import org.hubwarden.host.ServerEnvironments;
import org.hubwarden.host.Units;
import org.hubwarden.model.HubName;
import org.hubwarden.reconcile.OnDemandAccounts;
import org.hubwarden.reconcile.PassListener;
import org.hubwarden.reconcile.PassResult;

/** The service as a whole: hears of passes, and answers by them. */
public final class Offer {

    private final LastPass last;
    private final Presence presence;

    /**
     * What servers are started with. Not those of passes, which have waits of their own.
     */
    public record Servers(Units units, ServerEnvironments environments, Journal journal) {}

    /**
     * Makes it; nothing is offered before {@link #begin}.
     *
     * @param bus the socket of the bus
     * @param accounts makes those that wait until they are asked for
     * @param passes asks for a pass that sees what is there now
     * @param deletions is told whom the hub's administrators deleted there
     * @param trouble is told, once, why it cannot be offered
     */
    public Offer(
            Path bus,
            Servers servers,
            Means means,
            OnDemandAccounts accounts,
            Supplier<CompletableFuture<PassResult>> passes,
            Consumer<List<HubName>> deletions,
            InstantSource clock,
            Consumer<String> trouble) {
        this.last = new LastPass(clock, this::changed);
        HubRequests hub = new HubRequests(
                last,
                passes,
                accounts,
                new HubServers(servers.units(), servers.environments(), servers.journal()),
                deletions);
        Answers answers = new Answers(new Callers(last), hub, new RootRequests(last, means, clock));
        this.presence = new Presence(bus, answers, trouble);
    }

    /** Is to be told of all passes. */
    public PassListener listener() {
        return last;
    }

    /** Comes onto the bus, and stays there until the process ends. */
    public void begin() {
        presence.start();
    }

    private void changed() {
        presence.changed();
    }
}
