package org.nexusauth.jaxrs;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The agent that a resource is bound to: an id, or a path parameter in braces. */
final class AgentBinding {
  /** No key can be bound to it: controls are refused in ids. */
  private static final String NOBODY = "\0";

  private AgentBinding() {}

  /** Returns the name of the path parameter, or empty for an id. */
  static Optional<String> parameter(String agent) {
    return agent.startsWith("{") && agent.endsWith("}")
        ? Optional.of(agent.substring(1, agent.length() - 1).strip())
        : Optional.empty();
  }

  /** Returns the agent of a request; one that no key has when the path does not name it once. */
  static String agentOf(String agent, UriInfo uri) {
    Optional<String> name = parameter(agent);
    if (name.isEmpty()) {
      return agent;
    }
    List<String> values = uri.getPathParameters().get(name.get());
    if (values == null || values.stream().distinct().count() != 1) {
      Log.noAgentInPath(name.get());
      return NOBODY;
    }
    return values.get(0);
  }

  /**
   * Returns the bindings of root resource classes that no request could ever meet, in words. What a
   * sub-resource class is bound to is known with the request only.
   */
  static Stream<String> broken(Collection<Class<?>> types) {
    return types.stream()
        .filter(type -> type.isAnnotationPresent(Path.class))
        .filter(type -> !Modifier.isAbstract(type.getModifiers()))
        .flatMap(
            type ->
                Stream.of(type.getMethods())
                    .filter(ResourceMethods::isResource)
                    .filter(method -> isBroken(type, method))
                    .map(method -> words(type, method)));
  }

  private static boolean isBroken(Class<?> type, Method method) {
    return AccessRuleResolver.of(type, method, null) instanceof AccessRule.Needs needs
        && needs.agent().contains("{")
        && parameter(needs.agent())
            .filter(name -> names(type, name) || names(method, name))
            .isEmpty();
  }

  private static boolean names(AnnotatedElement element, String parameter) {
    Path path = element.getAnnotation(Path.class);
    return path != null
        && Pattern.compile("\\{\\s*" + Pattern.quote(parameter) + "\\s*[:}]")
            .matcher(path.value())
            .find();
  }

  private static String words(Class<?> type, Method method) {
    return "NEXUS-1204 %s.%s: the agent of @ApiKeySecured is no parameter of its path. Give one in braces that @Path has, for example agent = \"{agentId}\", or an id"
        .formatted(type.getName(), method.getName());
  }
}
