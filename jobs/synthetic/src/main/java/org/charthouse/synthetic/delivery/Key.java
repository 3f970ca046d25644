package org.charthouse.synthetic.delivery;

/**
 * A record within one facility.
 *
 * @param kind table or resource type: the name of its files up to the first dot
 * @param id its primary key or id
 */
record Key(String kind, String id) {}
