package org.nexusauth.jaxrs;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** Resources whose security annotations could not hold: they stop the start. */
final class Mistaken {
  private Mistaken() {}

  @Path("guardedLocator")
  public static class GuardedLocator {
    @Path("sub")
    @ApiKeySecured
    public Resources.Sub sub() {
      return new Resources.Sub();
    }
  }

  /** A class without annotations whose locator a subclass inherits. */
  public static class WithLocator {
    @Path("sub")
    public Resources.Sub sub() {
      return new Resources.Sub();
    }
  }

  @Path("inheritedLocator")
  @ApiKeySecured
  public static class InheritingLocator extends WithLocator {}

  @RolesAllowed("read")
  public interface Guarding {}

  @Path("classLocator")
  public static class LocatorOfGuardedInterface extends WithLocator implements Guarding {}

  /** A bean whose container would deny every caller with a key. */
  @Stateless
  @Path("bean")
  public static class OfBean {
    @GET
    @RolesAllowed("read")
    public String get() {
      return "must not run";
    }
  }

  /** The same, but the bean's container has nothing to enforce. */
  @Stateless
  @Path("bean")
  public static class WithoutRoles {
    @GET
    @ApiKeySecured(permissions = "read")
    public String get() {
      return "read";
    }
  }

  public static class BeanApp extends Application {
    @Override
    public Set<Class<?>> getClasses() {
      return Set.of(OfBean.class);
    }
  }

  @Path("lost")
  public static class OfUnknownAgent {
    @GET
    @ApiKeySecured(agent = "{other}")
    public String get() {
      return "must not run";
    }
  }

  @Path("mixed/{agentId}")
  @ApiKeySecured(agent = "agent-{agentId}")
  public static class OfMixedAgent {
    @GET
    public String get() {
      return "must not run";
    }
  }

  /** An application with a locator, all of it behind a key. */
  @ApiKeySecured
  public static class SecuredLocatorApp extends Application {
    @Override
    public Set<Class<?>> getClasses() {
      return Set.of(Resources.Locating.class);
    }
  }

  public static class GuardedLocatorApp extends Application {
    @Override
    public Set<Class<?>> getClasses() {
      return Set.of(GuardedLocator.class);
    }
  }
}
