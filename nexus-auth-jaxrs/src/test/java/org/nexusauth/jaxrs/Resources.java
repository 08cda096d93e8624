package org.nexusauth.jaxrs;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.ResourceContext;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Resources with every kind of annotation; each answers with who the caller is. */
final class Resources {
  private Resources() {}

  static String caller(SecurityContext security) {
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
    @ApiKeySecured(permissions = {"write", "admin"})
    public String change() {
      return caller(security);
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

    @GET
    @Path("json")
    @Produces("application/json")
    public String json() {
      return "{}";
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
    @Path("either")
    @RolesAllowed({"admin", "read"})
    public String either() {
      return "either";
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

    @GET
    @Path("none")
    @RolesAllowed({})
    public String none() {
      return "must not run";
    }

    @GET
    @Path("both")
    @RolesAllowed("read")
    @ApiKeySecured(permissions = "admin")
    public String both() {
      return "must not run";
    }
  }

  /** An interface that lets in whom the class behind it does not. */
  public interface LetsIn {
    @PermitAll
    String opened();
  }

  @DenyAll
  @Path("denied")
  public static class Denied implements LetsIn {
    @GET
    @Path("opened")
    @Override
    public String opened() {
      return "must not run";
    }

    @GET
    public String get() {
      return "must not run";
    }

    @GET
    @Path("but")
    @PermitAll
    public String but() {
      return "but";
    }
  }

  /** Has the method that an interface lets everybody in to. */
  public static class Opened implements LetsIn {
    @GET
    @Path("opened")
    @Override
    public String opened() {
      return "must not run";
    }
  }

  @DenyAll
  @Path("deniedbelow")
  public static class DeniedBelow extends Opened {}

  /** An interface that carries the annotations for the class. */
  public interface Contract<T> {
    @ApiKeySecured(permissions = "admin")
    String work(T value);

    @ApiKeySecured
    String plain();
  }

  @Path("implements")
  public static class Implementing implements Contract<String> {
    @POST
    @Override
    public String work(String value) {
      return "must not run";
    }

    @GET
    @Override
    public String plain() {
      return "plain";
    }
  }

  @ApiKeySecured(permissions = "admin")
  public static class Base {
    @GET
    @Path("inherited")
    public String inherited() {
      return "must not run";
    }
  }

  @Path("extends")
  public static class Extending extends Base {
    @GET
    public String own() {
      return "must not run";
    }
  }

  @Path("locator")
  public static class Locating {
    @Path("sub")
    public Secured sub(@Context ResourceContext resources) {
      return resources.getResource(Secured.class);
    }

    @Path("bare")
    public Sub bare() {
      return new Sub();
    }
  }

  /** A sub-resource with annotations of its own. */
  public static class Sub {
    @GET
    @ApiKeySecured
    public String get() {
      return "sub";
    }

    @GET
    @Path("lost")
    @ApiKeySecured(agent = "{other}")
    public String lost() {
      return "must not run";
    }
  }

  /** Turns every exception into a 200, as applications do by mistake. */
  public static final class Swallower implements ExceptionMapper<Throwable> {
    @Override
    public Response toResponse(Throwable e) {
      return Response.ok("swallowed").build();
    }
  }

  public static class App extends Application {
    @Override
    public Set<Class<?>> getClasses() {
      return Set.of(
          Open.class,
          Secured.class,
          OfAgent.class,
          Roles.class,
          Denied.class,
          DeniedBelow.class,
          Implementing.class,
          Extending.class,
          Locating.class,
          Swallower.class);
    }
  }
}
