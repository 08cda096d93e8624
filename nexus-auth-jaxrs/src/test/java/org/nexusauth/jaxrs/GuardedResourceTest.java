package org.nexusauth.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.MediaType;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.catalina.Context;
import org.junit.jupiter.api.Test;
import org.nexusauth.testkit.TestKeys;
import org.nexusauth.web.ServletContextAttributes;
import org.nexusauth.web.resource.GuardedResource;
import org.nexusauth.web.resource.GuardedResources;

/** Which resources can be shown as examples of a request with a key. */
final class GuardedResourceTest {
  private static Collection<GuardedResource> startAndList(
      Class<? extends Application> application, Map<String, String> more) throws Exception {
    Map<String, String> settings = new HashMap<>(TestKeys.create().settings());
    settings.putAll(more);
    AtomicReference<Context> context = new AtomicReference<>();
    try (JerseyServer server = new JerseyServer(application, settings, context::set)) {
      assertThat(server.isStarted()).isTrue();
      server.send("GET", "/api/open");
      return GuardedResources.of(new ServletContextAttributes(context.get().getServletContext()))
          .list();
    }
  }

  @Test
  void securedMethods_withGetAndAFixedPath_areListed() throws Exception {
    assertThat(startAndList(Based.class, Map.of()))
        .containsExactlyInAnyOrder(
            new GuardedResource("/api", "/things", Set.of(), 0),
            new GuardedResource("/api", "/things/list", Set.of("read"), 1),
            new GuardedResource("/api", "/things/role", Set.of("one"), 0));
  }

  @Test
  void unannotatedMethods_areListedWhereTheSettingsProtectThem() throws Exception {
    assertThat(startAndList(Based.class, Map.of("nexus.auth.jaxrs.protect", "all")))
        .contains(new GuardedResource("/api", "/open", Set.of(), 0));
  }

  @Test
  void applicationWithoutABase_listsNone() throws Exception {
    assertThat(startAndList(Resources.App.class, Map.of())).isEmpty();
  }

  @ApplicationPath("api/")
  public static class Based extends Application {
    @Override
    public Set<Class<?>> getClasses() {
      return Set.of(Things.class, Open.class, Templates.class);
    }
  }

  @Path("/open")
  public static class Open {
    @GET
    public String get() {
      return "open";
    }
  }

  @Path("/things/{id}")
  @ApiKeySecured
  public static class Templates {
    @GET
    public String get(@PathParam("id") String id) {
      return id;
    }
  }

  @Path("/things/")
  @ApiKeySecured
  public static class Things {
    @GET
    public String get() {
      return "things";
    }

    @POST
    @Path("made")
    public String make() {
      return "made";
    }

    @GET
    @Path("/list")
    @ApiKeySecured(permissions = "read")
    public String list(@QueryParam("page") String page) {
      return page;
    }

    @GET
    @Path("role")
    @RolesAllowed("one")
    public String role() {
      return "role";
    }

    @GET
    @Path("roles")
    @RolesAllowed({"one", "two"})
    public String roles() {
      return "roles";
    }

    @GET
    @Path("agent")
    @ApiKeySecured(agent = "agent-1")
    public String agent() {
      return "agent";
    }

    @GET
    @Path("free")
    @PermitAll
    public String free() {
      return "free";
    }

    @GET
    @Path("events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public String events() {
      return "";
    }
  }
}
