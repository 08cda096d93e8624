/**
 * Revocations in a relational database: H2 and PostgreSQL. Chosen by {@code
 * nexus.auth.revocation.store=jdbc}, see {@link org.nexusauth.jdbc.JdbcRevocationStoreProvider}.
 */
@org.jspecify.annotations.NullMarked
package org.nexusauth.jdbc;
