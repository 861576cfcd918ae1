package org.hubwarden.bus;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    private final LastPass last;
    private final Supplier<CompletableFuture<PassResult>> passes;
    private final OnDemandAccounts accounts;
    private final HubServers servers;

    /** {@code passes}: asks for one that sees what is there now. */
    HubRequests(
            LastPass last,
            Supplier<CompletableFuture<PassResult>> passes,
            OnDemandAccounts accounts,
            HubServers servers) {
        this.accounts = accounts;
        this.last = last;
        this.passes = passes;
        this.servers = servers;
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
        if (footing instanceof Footing.Held held) {
            throw new Refusal(Cause.HELD, held.why());
        }
        if (footing instanceof Footing.Disputed disputed) {
            throw new Refusal(Cause.CONFLICT, disputed.why());
        }
        if (footing instanceof Footing.Undeclared) {
            throw undeclared(hub);
        }
        throw new Refusal(
                Cause.FAILED, "the account of " + hub + " could not be made; hubwarden status says what went wrong");
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
