package org.hubwarden.bus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hubwarden.audit.Escaped;
import org.hubwarden.bus.Refusal.Cause;
import org.hubwarden.bus.wire.Body;
import org.hubwarden.host.HostFailure;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.HubName;
import org.hubwarden.model.UnitName;
import org.hubwarden.reconcile.Census;
import org.hubwarden.reconcile.Footing;
import org.hubwarden.reconcile.OnDemandAccounts;
import org.hubwarden.reconcile.PassResult;

/** What a hub asks for. It says a name, and never what that name may: the state file says that. Thread-safe. */
final class HubRequests {

    /** A pass that makes thousands of accounts takes longer, and whoever asks then asks again. */
    private static final Duration PASS = Duration.ofSeconds(20);

    /** Whom the hub says that it lost. */
    static final int MOST_DELETED = 1000;

    private final LastPass last;
    private final Supplier<CompletableFuture<PassResult>> passes;
    private final OnDemandAccounts accounts;
    private final HubServers servers;
    private final Consumer<List<HubName>> deletions;

    /**
     * Makes it.
     *
     * @param passes asks for one that sees what is there now
     * @param deletions is told whom the hub's administrators deleted there
     */
    HubRequests(
            LastPass last,
            Supplier<CompletableFuture<PassResult>> passes,
            OnDemandAccounts accounts,
            HubServers servers,
            Consumer<List<HubName>> deletions) {
        this.accounts = accounts;
        this.last = last;
        this.passes = passes;
        this.servers = servers;
        this.deletions = deletions;
    }

    /** The account of somebody who is declared, made if need be. */
    Body ensureUser(String name) throws Refusal {
        LedgerAccount account = ready(hubName(name)).account();
        return new Body()
                .text(account.unix().value())
                .number(account.uid())
                .text(account.home())
                .text(UnitName.of(account.unix()).value());
    }

    void startServer(String name, Map<String, String> variables) throws Refusal {
        HubName hub = hubName(name);
        HubServers.refuse(variables);
        Footing.Ready ready = ready(hub);
        servers.start(last.census(), ready, variables);
    }

    /** Also of somebody who is gone: what still runs must be able to end. */
    void stopServer(String name) throws Refusal {
        HubName hub = hubName(name);
        Optional<LedgerAccount> account = known(hub);
        if (account.isPresent()) {
            servers.stop(last.census(), account.get());
        }
    }

    Body serverState(String name) throws Refusal {
        HubName hub = hubName(name);
        Optional<LedgerAccount> account = known(hub);
        return new Body().text(account.isPresent() ? servers.state(account.get()) : HubServers.NOTHING);
    }

    /** For people to see, and nothing more: nobody loses an account because the hub says so. */
    void deleted(List<String> names) throws Refusal {
        List<HubName> hubNames = new ArrayList<>();
        for (String name : names) {
            HubName hub = hubName(name);
            if (last.census().footing(hub) instanceof Footing.Undeclared) {
                throw undeclared(hub);
            }
            hubNames.add(hub);
        }
        deletions.accept(hubNames);
    }

    /** Empty for somebody who is declared and has no account yet. */
    private Optional<LedgerAccount> known(HubName hub) throws Refusal {
        Optional<LedgerAccount> account = last.census().account(hub);
        if (account.isEmpty() && last.census().footing(hub) instanceof Footing.Undeclared) {
            throw undeclared(hub);
        }
        return account;
    }

    private Footing.Ready ready(HubName hub) throws Refusal {
        Census census = last.census();
        Footing footing = census.footing(hub);
        if (footing instanceof Footing.Missing && census.isMadeOnDemand(hub)) {
            footing = made(hub, census).orElse(footing);
        }
        if (footing instanceof Footing.Missing) {
            awaitPass();
            footing = last.census().footing(hub);
        }
        return ready(hub, footing);
    }

    private Optional<Footing> made(HubName hub, Census census) throws Refusal {
        try {
            return accounts.make(hub, census);
        } catch (HostFailure failure) {
            throw new Refusal(Cause.FAILED, failure.sentence());
        }
    }

    private static Footing.Ready ready(HubName hub, Footing footing) throws Refusal {
        if (footing instanceof Footing.Ready ready) {
            return ready;
        }
        throw refusal(hub, footing);
    }

    /** In words for the user, who sees them on the hub's page and can type nothing here; the line to type is in the status. */
    private static Refusal refusal(HubName hub, Footing footing) {
        if (footing instanceof Footing.Held) {
            return new Refusal(
                    Cause.HELD,
                    "the list of this hub's users was changed, and what is new in it for " + hub
                            + " waits until an administrator of the machine confirms it. Please ask one: hubwarden status"
                            + " shows them what waits");
        }
        if (footing instanceof Footing.Disputed disputed) {
            return new Refusal(
                    Cause.CONFLICT,
                    "the account of " + hub + " waits until an administrator of the machine mends something: "
                            + disputed.why());
        }
        if (footing instanceof Footing.Undeclared) {
            return undeclared(hub);
        }
        return new Refusal(
                Cause.FAILED,
                "the account of " + hub
                        + " could not be made; hubwarden status shows an administrator of the machine why");
    }

    private static Refusal undeclared(HubName hub) {
        return new Refusal(
                Cause.NOT_DECLARED,
                hub + " is not listed in the state file; an administrator of the machine can add the name under users");
    }

    private void awaitPass() throws Refusal {
        try {
            passes.get().get(PASS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException stillUnderWay) {
            throw new Refusal(Cause.BUSY, "hubwarden is at work on other accounts; try again in a moment");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(Cause.BUSY, "hubwarden ends; try again in a moment");
        }
    }

    /** A text that is no hub name is nobody's. */
    private static HubName hubName(String name) throws Refusal {
        if (name.length() > HubName.MAX_LENGTH) {
            throw new Refusal(Cause.LIMITS, "a name has at most " + HubName.MAX_LENGTH + " characters");
        }
        var fault = HubName.fault(name);
        if (fault.isPresent()) {
            throw new Refusal(
                    Cause.NOT_DECLARED,
                    "the name " + Escaped.text(name) + " " + fault.get().sentence());
        }
        return new HubName(name);
    }
}
