
    with asked as (
      select n::integer - 1 as n, fold(name) as name, birth, cpf, digits(phone) as phone,
        fold(case when social is null then name else social || ' ' || name end) as both_names
      from unnest($1::text[], $2::text[],
        $3::date[],
        $4::text[], $5::text[])
        with ordinality a (name, social, birth, cpf, phone, n))
    select n, p.id, version, p.name, social_name, birth_date, cpf_digits as cpf, p.phone, email, language, insurance,
      coalesce(cpf_digits = asked.cpf, false) as same_cpf,
      coalesce(phone_digits = asked.phone, false) as same_phone,
      coalesce(birth_date = birth and similarity(search_name, asked.name) >= $6::real, false) as similar_name,
      coalesce(birth_date = birth and fold(p.name) = asked.name, false) as same_name,
      search_name = both_names and birth_date is not distinct from birth and cpf_digits is not distinct from asked.cpf
        and phone_digits is not distinct from asked.phone as same_record,
      search_name = both_names or similarity(search_name, asked.name) >= $7::real as alike
    from asked, lateral (
      select id from patients where deleted_at is null and cpf_digits = asked.cpf
      union select id from patients where deleted_at is null and phone_digits = asked.phone
      union select id from patients where deleted_at is null and birth_date = asked.birth
        and similarity(search_name, asked.name) >= $8::real
      union select id from patients where deleted_at is null and search_name = asked.both_names
    ) one join patients p on p.id = one.id
    order by n, same_cpf desc, p.id;
insert into "patients" ("name", "social_name") values ($1, $2) returning "id";
