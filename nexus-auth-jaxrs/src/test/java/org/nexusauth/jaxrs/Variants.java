package org.nexusauth.jaxrs;

import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.filter.HttpMethodOverrideFilter;
import org.glassfish.jersey.server.filter.UriConnegFilter;

/** Applications of their own kind, for plain Jersey. */
final class Variants {
  private Variants() {}

  @Path("weaker")
  @ApiKeySecured
  public static class Weaker extends Resources.Base {}

  /** Fails after it was let run. */
  @Path("failing")
  @ApiKeySecured
  public static class Failing {
    @GET
    public String get() {
      throw new IllegalStateException("as it may");
    }
  }

  /** Writes whatever it can lay its hands on. */
  @Produces("*/*")
  public static final class Greedy implements MessageBodyWriter<Object> {
    @Override
    public boolean isWriteable(
        Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
      return true;
    }

    @Override
    public void writeTo(
        Object entity,
        Class<?> type,
        Type generic,
        Annotation[] annotations,
        MediaType media,
        MultivaluedMap<String, Object> headers,
        OutputStream out)
        throws IOException {
      out.write("greedy".getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** Writes bytes in its own way, as applications do that speak Base64. */
  @Produces("*/*")
  public static final class OfBytes implements MessageBodyWriter<byte[]> {
    @Override
    public boolean isWriteable(
        Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
      return type == byte[].class;
    }

    @Override
    public void writeTo(
        byte[] entity,
        Class<?> type,
        Type generic,
        Annotation[] annotations,
        MediaType media,
        MultivaluedMap<String, Object> headers,
        OutputStream out)
        throws IOException {
      out.write("greedy".getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** An application that answers in its own way wherever it can. */
  public static class WilfulApp extends Application {
    @Override
    public Set<Class<?>> getClasses() {
      return Set.of(Resources.Secured.class, Failing.class, Greedy.class, OfBytes.class);
    }
  }

  public static class WeakerApp extends Application {
    @Override
    public Set<Class<?>> getClasses() {
      return Set.of(Weaker.class);
    }
  }

  @ApiKeySecured(permissions = "read")
  public static class SecuredApp extends Application {
    @Override
    public Set<Class<?>> getClasses() {
      return Set.of(Resources.Open.class, Resources.Denied.class);
    }
  }

  @Path("put")
  public static class Putting {
    @PUT
    public String put() {
      return "must not run";
    }
  }

  /** Takes the method from a header, as some applications do. */
  public static class OverridingApp extends Application {
    @Override
    public Set<Class<?>> getClasses() {
      return Set.of(Putting.class, HttpMethodOverrideFilter.class);
    }
  }

  /** Takes any method from a header, behind our filter. */
  @PreMatching
  @Priority(Priorities.USER)
  public static final class AnyMethod implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext context) {
      if (context.getHeaderString("X-Method") != null) {
        context.setMethod(context.getHeaderString("X-Method"));
      }
    }
  }

  @Path("anybody")
  public static class Anybody {
    @PUT
    @PermitAll
    public String put() {
      return "must not run";
    }
  }

  /** Changes preflight requests into others. */
  public static class AnyMethodApp extends Application {
    @Override
    public Set<Class<?>> getClasses() {
      return Set.of(Putting.class, Anybody.class, AnyMethod.class);
    }
  }

  /** Takes the media type from the end of the path, as some applications do. */
  public static class RewritingApp extends Application {
    @Override
    public Set<Class<?>> getClasses() {
      return Set.of(Putting.class, UriConnegFilter.class);
    }

    @Override
    public Map<String, Object> getProperties() {
      return Map.of(ServerProperties.MEDIA_TYPE_MAPPINGS, "json : text/plain, text : text/plain");
    }
  }

  /** Switches off what is found in META-INF/services. */
  public static class WithoutServicesApp extends Application {
    @Override
    public Set<Class<?>> getClasses() {
      return Set.of(Resources.Secured.class);
    }

    @Override
    public Map<String, Object> getProperties() {
      return Map.of(
          "jakarta.ws.rs.loadServices",
          false,
          ServerProperties.METAINF_SERVICES_LOOKUP_DISABLE,
          true,
          ServerProperties.FEATURE_AUTO_DISCOVERY_DISABLE,
          true);
    }
  }

  /** Registers the feature a second time. */
  public static class TwiceApp extends Application {
    @Override
    public Set<Class<?>> getClasses() {
      return Set.of(Resources.Secured.class, ApiKeyFeature.class);
    }
  }
}
