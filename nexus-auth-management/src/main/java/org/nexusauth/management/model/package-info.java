/** Values: what is recorded about organizations, agents, integrations, keys and changes. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.management.model;
