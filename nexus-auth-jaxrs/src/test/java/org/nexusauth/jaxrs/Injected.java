package org.nexusauth.jaxrs;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Application;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.nexusauth.event.DecisionEvent;
import org.nexusauth.event.DecisionListener;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.RevocationStore;
import org.nexusauth.web.CurrentApiKey;

/** What an application with CDI has: injected callers, a store and a listener of its own. */
final class Injected {
  private Injected() {}

  /** One instance for all callers. */
  @ApplicationScoped
  @Path("caller")
  public static class Caller {
    @Inject CurrentApiKey caller;
    @Inject SecurityContext security;

    @GET
    @ApiKeySecured
    public String get() {
      return caller.key().map(key -> key.keyId()).orElse("nobody")
          + " "
          + security.getCallerPrincipal().getName()
          + " "
          + security.isCallerInRole("read");
    }

    @GET
    @Path("open")
    public String open() {
      return caller.key().map(key -> key.keyId()).orElse("nobody");
    }

    @GET
    @Path("events")
    public int events(@QueryParam("id") String id) {
      return Events.count(id);
    }
  }

  /** Calls an enterprise bean. */
  @RequestScoped
  @Path("ledger")
  public static class OfLedger {
    @Inject Ledger ledger;

    @GET
    @RolesAllowed("read")
    public String read() {
      return ledger.read();
    }

    @GET
    @Path("later")
    @ApiKeySecured
    public String later() throws ExecutionException, InterruptedException {
      return ledger.later().get();
    }

    @GET
    @Path("admin")
    @ApiKeySecured
    public String administer() {
      return ledger.administer();
    }

    @GET
    @Path("unguarded")
    public String unguarded() {
      return ledger.read();
    }
  }

  /** Revokes whatever belongs to one organization. */
  @ApplicationScoped
  public static class Blocklist implements RevocationStore {
    @Override
    public KeyStatus statusOf(KeySubject key) {
      return switch (key.organizationId()) {
        case "org_closed" -> KeyStatus.revoked("account closed");
        case "org_broken" -> throw new IllegalStateException("the store is broken");
        default -> KeyStatus.active();
      };
    }
  }

  /** Counts events by request. */
  @ApplicationScoped
  public static class Events implements DecisionListener {
    private static final Map<String, AtomicInteger> SEEN = new ConcurrentHashMap<>();

    static int count(String id) {
      return SEEN.getOrDefault(id, new AtomicInteger()).get();
    }

    @Override
    public void onDecision(DecisionEvent event) {
      SEEN.computeIfAbsent(event.requestId(), id -> new AtomicInteger()).incrementAndGet();
    }
  }

  @ApplicationPath("/api")
  public static class App extends Application {
    @Override
    public Set<Class<?>> getClasses() {
      Set<Class<?>> classes = new HashSet<>(new Resources.App().getClasses());
      classes.add(Caller.class);
      classes.add(OfLedger.class);
      classes.add(BeanResource.class);
      return classes;
    }
  }
}
