package org.nexusauth.console.access;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.access.AccessDecision.Admitted;
import org.nexusauth.console.access.AccessDecision.NotSignedIn;
import org.nexusauth.console.access.AccessDecision.WithoutRole;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;

/**
 * The login of the application: the container's principal and roles. Operators and viewers see the
 * organizations {@code x} for which they have the role {@code nexus-org-x}. Thread-safe.
 *
 * @param roles the names of the roles
 */
public record ContainerAccess(ConsoleRoles roles) implements ConsoleAccess {
  private static final String CHALLENGE = "Container realm=\"nexus-console\"";

  @Override
  public AccessDecision findOperator(
      HttpServletRequest request,
      HttpServletResponse response,
      Supplier<Set<String>> organizations) {
    CapturedChallenge captured = new CapturedChallenge(response);
    Principal principal = request.getUserPrincipal();
    if (principal == null && request.getHeader("Authorization") != null) {
      principal = authenticate(request, captured);
    }
    if (principal == null || principal.getName() == null) {
      return new NotSignedIn(
          captured.challenge().orElse(CHALLENGE),
          "Sign in to this application first. Its login is the container's: a security-constraint"
              + " in web.xml for this path, and a realm with users and roles.");
    }
    Optional<Role> role = roles.findHighest(request::isUserInRole);
    if (role.isEmpty()) {
      return new WithoutRole(
          "Your account has none of the roles %s, %s and %s. Have an administrator of this server"
                  .formatted(roles.viewer(), roles.operator(), roles.admin())
              + " give it one of them.");
    }
    return new Admitted(
        new Operator(
            principal.getName(),
            role.get(),
            readOrganizations(request, role.get(), organizations)));
  }

  private static Set<String> readOrganizations(
      HttpServletRequest request, Role role, Supplier<Set<String>> organizations) {
    if (role == Role.ADMIN) {
      return Set.of();
    }
    return organizations.get().stream()
        .filter(id -> request.isUserInRole(ConsoleRoles.ORGANIZATION_PREFIX + id))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Has the container look at credentials where no constraint has made it do so. */
  private static @Nullable Principal authenticate(
      HttpServletRequest request, CapturedChallenge captured) {
    try {
      return request.authenticate(captured) ? request.getUserPrincipal() : null;
    } catch (ServletException | IOException | RuntimeException e) {
      return null; // The container has no login, or it denied: the text may repeat credentials.
    }
  }
}
