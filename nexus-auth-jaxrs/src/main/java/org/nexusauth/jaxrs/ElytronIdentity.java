package org.nexusauth.jaxrs;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.nexusauth.verify.VerifiedApiKey;

/**
 * The caller on WildFly: an identity of the deployment's security domain, with the permissions as
 * roles, which the domain does not need to know. Elytron's classes are looked up by name, since
 * other servers do not have them.
 */
final class ElytronIdentity implements ContainerIdentity {
  private static final String SERVER = "org.wildfly.security.auth.server.";
  private static final String AUTHORIZATION = "org.wildfly.security.authz.";

  private final MethodHandle domain;
  private final MethodHandle current;
  private final MethodHandle association;
  private final MethodHandle runAs;
  private final MethodHandle change;
  private final MethodHandle identity;
  private final MethodHandle roles;
  private final MethodHandle mapper;
  private final MethodHandle withMapper;

  private ElytronIdentity(Types of) throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    domain = lookup.findStatic(of.domain, "getCurrent", MethodType.methodType(of.domain));
    current =
        lookup.findVirtual(
            of.domain, "getCurrentSecurityIdentity", MethodType.methodType(of.identity));
    association =
        lookup.findVirtual(
            of.identity, "createFlexibleAssociation", MethodType.methodType(of.association));
    runAs =
        lookup.findVirtual(
            of.association, "runAs", MethodType.methodType(Object.class, Callable.class));
    change =
        lookup.findVirtual(
            of.association, "setIdentity", MethodType.methodType(void.class, of.identity));
    identity =
        lookup.findVirtual(
            of.domain, "createAdHocIdentity", MethodType.methodType(of.identity, Principal.class));
    roles = lookup.findStatic(of.roles, "fromSet", MethodType.methodType(of.roles, Set.class));
    mapper = lookup.findStatic(of.mapper, "constant", MethodType.methodType(of.mapper, of.roles));
    withMapper =
        lookup.findVirtual(
            of.identity, "withDefaultRoleMapper", MethodType.methodType(of.identity, of.mapper));
  }

  /** Elytron's types, as an application sees them. */
  private record Types(
      Class<?> domain, Class<?> identity, Class<?> association, Class<?> roles, Class<?> mapper) {
    static Types of(ClassLoader application) throws ClassNotFoundException {
      return new Types(
          Class.forName(SERVER + "SecurityDomain", true, application),
          Class.forName(SERVER + "SecurityIdentity", true, application),
          Class.forName(SERVER + "FlexibleIdentityAssociation", true, application),
          Class.forName(AUTHORIZATION + "Roles", true, application),
          Class.forName(AUTHORIZATION + "RoleMapper", true, application));
    }
  }

  static Optional<ContainerIdentity> find(ClassLoader application) {
    try {
      Types types = Types.of(application);
      return types.domain.getClassLoader() == application
          ? Optional.empty() // a library of the application's, on another server
          : Optional.of(new ElytronIdentity(types));
    } catch (ReflectiveOperationException | LinkageError e) {
      return Optional.empty(); // another server, or a version of it that was not tried
    }
  }

  @Override
  public void run(Part part) throws Exception {
    Object deployed = ServerCall.of(domain);
    if (deployed == null) {
      part.run(
          CallerSink.UNASKED); // a deployment without a security domain: no bean checks a caller
      return;
    }
    Object associated = ServerCall.of(association, ServerCall.of(current, deployed));
    Callable<Object> rest =
        () -> {
          part.run(
              key -> {
                if (key != null) {
                  ServerCall.of(change, associated, identityOf(key, deployed));
                }
              });
          return part;
        };
    ServerCall.throwing(runAs, associated, rest);
  }

  private Object identityOf(VerifiedApiKey key, Object deployed) {
    Object ofKey = ServerCall.of(mapper, ServerCall.of(roles, key.permissions()));
    return ServerCall.of(withMapper, ServerCall.of(identity, deployed, key), ofKey);
  }
}
