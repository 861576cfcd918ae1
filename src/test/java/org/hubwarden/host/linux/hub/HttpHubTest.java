package org.hubwarden.host.linux.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.hubwarden.host.HostFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that speaks HTTP. */
class HttpHubTest {

    private final HttpHub hub = new HttpHub();
    private HttpServer server = start();
    private String asked = "";

    private static HttpServer start() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeEach
    void serve() {
        server.createContext("/hub/api/users", exchange -> {
            Optional<String> token =
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
            asked = exchange.getRequestHeaders().getFirst("Accept") + " " + exchange.getRequestURI();
            byte[] body = "[]".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(token.filter("token secret"::equals).isPresent() ? 200 : 403, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/stolen");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    @Test
    void asksWithTheTokenForPages() throws HostFailure {
        assertEquals("[]", hub.get(at("/hub/api/users?offset=0&limit=200"), "secret"));
        assertEquals("application/jupyterhub-pagination+json /hub/api/users?offset=0&limit=200", asked);
    }

    @Test
    void saysWhyNot() {
        assertTrue(failure("/hub/api/users", "wrong").contains("says 403: the token is not good"));
        assertTrue(failure("/nothing", "secret").contains("says 404: there is no API"));
        assertTrue(failure("/moved", "secret").contains("says 302: it is elsewhere"), "no token goes elsewhere");
        server.stop(0);
        assertTrue(failure("/hub/api/users", "secret").contains("does not answer"));
    }

    private String failure(String path, String token) {
        return assertThrows(HostFailure.class, () -> hub.get(at(path), token)).sentence();
    }
}
