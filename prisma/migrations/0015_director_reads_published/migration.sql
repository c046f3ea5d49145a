-- A director reads what was published, whatever else the person is: the scope of Party content names one role, and a director who is also
-- the secretary of a cell was given the own cell only, though the policy table lets every director read published sums.
-- Nobody else gains a row. Order of release: safe before the new code; the old code asks nothing more.
CREATE FUNCTION holds_role(p_role role) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER AS $$
  SELECT EXISTS (SELECT FROM role_grant g JOIN account a ON a.id = g.account_id WHERE g.account_id = actor_id() AND a.state = 'ACTIVE' AND g.role = p_role
    AND g.valid_from <= hospital_day() AND (g.valid_to IS NULL OR g.valid_to > hospital_day()))
$$;
DROP POLICY party_published ON party_aggregate;
CREATE POLICY party_published ON party_aggregate FOR SELECT USING (published_at IS NOT NULL AND (SELECT holds_role('DIRECTOR')));
SELECT protect_tables();
