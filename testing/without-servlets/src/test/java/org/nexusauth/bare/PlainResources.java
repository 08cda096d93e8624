package org.nexusauth.bare;

import jakarta.annotation.Priority;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.nexusauth.jaxrs.ApiKeySecured;
import org.nexusauth.web.CurrentApiKey;

/** What is guarded, and what is not. */
final class PlainResources {
  static final Class<?>[] ALL = {Open.class, Secured.class, OfAgent.class, Roles.class};

  private PlainResources() {}

  private static String caller(SecurityContext security) {
    return security.getUserPrincipal() == null
        ? "anonymous"
        : security.getUserPrincipal().getName() + " " + security.getAuthenticationScheme();
  }

  @Path("open")
  public static class Open {
    @Context SecurityContext security;

    @GET
    public String get() {
      return caller(security);
    }
  }

  @Path("secured")
  @ApiKeySecured
  public static class Secured {
    @Context SecurityContext security;

    @GET
    public String get() {
      return caller(security);
    }

    @POST
    @ApiKeySecured(permissions = "admin")
    public String change() {
      return "must not run";
    }

    @GET
    @Path("async")
    public void async(@Suspended AsyncResponse response) {
      String caller = caller(security);
      var unused = CompletableFuture.runAsync(() -> response.resume(caller));
    }

    @GET
    @Path("anybody")
    @PermitAll
    public String anybody() {
      return caller(security);
    }
  }

  @Path("agents/{agentId}")
  @ApiKeySecured(agent = "{agentId}")
  public static class OfAgent {
    @GET
    public String get(@PathParam("agentId") String id) {
      return id;
    }
  }

  @Path("roles")
  @RolesAllowed("read")
  public static class Roles {
    @GET
    public String get() {
      return "read";
    }

    @GET
    @Path("admin")
    @RolesAllowed("admin")
    public String admin() {
      return "must not run";
    }

    @GET
    @Path("nobody")
    @DenyAll
    public String nobody() {
      return "must not run";
    }
  }

  /** Injected by Jersey; one instance for all callers. */
  @Singleton
  @Path("who")
  public static class Who {
    @Inject CurrentApiKey caller;

    @GET
    @ApiKeySecured
    public String secured() {
      return open();
    }

    @GET
    @Path("open")
    public String open() {
      return caller.key().map(key -> key.keyId()).orElse("nobody");
    }
  }

  /** Serves {@code /open} under another name, from before our filter. */
  @PreMatching
  @Priority(1)
  public static final class Alias implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext context) {
      if (context.getUriInfo().getPath().endsWith("alias")) {
        context.setRequestUri(context.getUriInfo().getBaseUri().resolve("/open"));
      }
    }
  }

  @Path("locating")
  public static class GuardedLocator {
    @Path("sub")
    @ApiKeySecured
    public Open sub() {
      return new Open();
    }
  }

  @Path("agent/{agentId}")
  public static class OfNobody {
    @GET
    @ApiKeySecured(agent = "{other}")
    public String get() {
      return "must not run";
    }
  }

  /** An application whose annotation guards all its resources. */
  @ApiKeySecured
  public static class SecuredApp extends Application {
    @Override
    public Set<Class<?>> getClasses() {
      return Set.of(Open.class);
    }
  }
}
