namespace Pulumi;

public static partial class Output
{
    /// <summary>Combines values of different types; known when all are, secret when one is.</summary>
    public static Output<(T1, T2)> Tuple<T1, T2>(Input<T1> item1, Input<T2> item2)
        => OutputParts.Combine(async all => (
            await all.Take<T1>(item1), await all.Take<T2>(item2)));

    /// <inheritdoc cref="Tuple{T1, T2}(Input{T1}, Input{T2})"/>
    public static Output<(T1, T2, T3)> Tuple<T1, T2, T3>(Input<T1> item1, Input<T2> item2, Input<T3> item3)
        => OutputParts.Combine(async all => (
            await all.Take<T1>(item1), await all.Take<T2>(item2), await all.Take<T3>(item3)));

    /// <inheritdoc cref="Tuple{T1, T2}(Input{T1}, Input{T2})"/>
    public static Output<(T1, T2, T3, T4)> Tuple<T1, T2, T3, T4>(
        Input<T1> item1, Input<T2> item2, Input<T3> item3, Input<T4> item4)
        => OutputParts.Combine(async all => (
            await all.Take<T1>(item1), await all.Take<T2>(item2), await all.Take<T3>(item3), await all.Take<T4>(item4)));

    /// <inheritdoc cref="Tuple{T1, T2}(Input{T1}, Input{T2})"/>
    public static Output<(T1, T2, T3, T4, T5)> Tuple<T1, T2, T3, T4, T5>(
        Input<T1> item1, Input<T2> item2, Input<T3> item3, Input<T4> item4,
        Input<T5> item5)
        => OutputParts.Combine(async all => (
            await all.Take<T1>(item1), await all.Take<T2>(item2), await all.Take<T3>(item3), await all.Take<T4>(item4),
            await all.Take<T5>(item5)));

    /// <inheritdoc cref="Tuple{T1, T2}(Input{T1}, Input{T2})"/>
    public static Output<(T1, T2, T3, T4, T5, T6)> Tuple<T1, T2, T3, T4, T5, T6>(
        Input<T1> item1, Input<T2> item2, Input<T3> item3, Input<T4> item4,
        Input<T5> item5, Input<T6> item6)
        => OutputParts.Combine(async all => (
            await all.Take<T1>(item1), await all.Take<T2>(item2), await all.Take<T3>(item3), await all.Take<T4>(item4),
            await all.Take<T5>(item5), await all.Take<T6>(item6)));

    /// <inheritdoc cref="Tuple{T1, T2}(Input{T1}, Input{T2})"/>
    public static Output<(T1, T2, T3, T4, T5, T6, T7)> Tuple<T1, T2, T3, T4, T5, T6, T7>(
        Input<T1> item1, Input<T2> item2, Input<T3> item3, Input<T4> item4,
        Input<T5> item5, Input<T6> item6, Input<T7> item7)
        => OutputParts.Combine(async all => (
            await all.Take<T1>(item1), await all.Take<T2>(item2), await all.Take<T3>(item3), await all.Take<T4>(item4),
            await all.Take<T5>(item5), await all.Take<T6>(item6), await all.Take<T7>(item7)));

    /// <inheritdoc cref="Tuple{T1, T2}(Input{T1}, Input{T2})"/>
    public static Output<(T1, T2, T3, T4, T5, T6, T7, T8)> Tuple<T1, T2, T3, T4, T5, T6, T7, T8>(
        Input<T1> item1, Input<T2> item2, Input<T3> item3, Input<T4> item4,
        Input<T5> item5, Input<T6> item6, Input<T7> item7, Input<T8> item8)
        => OutputParts.Combine(async all => (
            await all.Take<T1>(item1), await all.Take<T2>(item2), await all.Take<T3>(item3), await all.Take<T4>(item4),
            await all.Take<T5>(item5), await all.Take<T6>(item6), await all.Take<T7>(item7), await all.Take<T8>(item8)));

    /// <inheritdoc cref="Tuple{T1, T2}(Input{T1}, Input{T2})"/>
    public static Output<(T1, T2)> Tuple<T1, T2>(Output<T1> item1, Output<T2> item2)
        => OutputParts.Combine(async all => (
            await all.Take<T1>(item1), await all.Take<T2>(item2)));

    /// <inheritdoc cref="Tuple{T1, T2}(Input{T1}, Input{T2})"/>
    public static Output<(T1, T2, T3)> Tuple<T1, T2, T3>(Output<T1> item1, Output<T2> item2, Output<T3> item3)
        => OutputParts.Combine(async all => (
            await all.Take<T1>(item1), await all.Take<T2>(item2), await all.Take<T3>(item3)));

    /// <inheritdoc cref="Tuple{T1, T2}(Input{T1}, Input{T2})"/>
    public static Output<(T1, T2, T3, T4)> Tuple<T1, T2, T3, T4>(
        Output<T1> item1, Output<T2> item2, Output<T3> item3, Output<T4> item4)
        => OutputParts.Combine(async all => (
            await all.Take<T1>(item1), await all.Take<T2>(item2), await all.Take<T3>(item3), await all.Take<T4>(item4)));

    /// <inheritdoc cref="Tuple{T1, T2}(Input{T1}, Input{T2})"/>
    public static Output<(T1, T2, T3, T4, T5)> Tuple<T1, T2, T3, T4, T5>(
        Output<T1> item1, Output<T2> item2, Output<T3> item3, Output<T4> item4,
        Output<T5> item5)
        => OutputParts.Combine(async all => (
            await all.Take<T1>(item1), await all.Take<T2>(item2), await all.Take<T3>(item3), await all.Take<T4>(item4),
            await all.Take<T5>(item5)));

    /// <inheritdoc cref="Tuple{T1, T2}(Input{T1}, Input{T2})"/>
    public static Output<(T1, T2, T3, T4, T5, T6)> Tuple<T1, T2, T3, T4, T5, T6>(
        Output<T1> item1, Output<T2> item2, Output<T3> item3, Output<T4> item4,
        Output<T5> item5, Output<T6> item6)
        => OutputParts.Combine(async all => (
            await all.Take<T1>(item1), await all.Take<T2>(item2), await all.Take<T3>(item3), await all.Take<T4>(item4),
            await all.Take<T5>(item5), await all.Take<T6>(item6)));

    /// <inheritdoc cref="Tuple{T1, T2}(Input{T1}, Input{T2})"/>
    public static Output<(T1, T2, T3, T4, T5, T6, T7)> Tuple<T1, T2, T3, T4, T5, T6, T7>(
        Output<T1> item1, Output<T2> item2, Output<T3> item3, Output<T4> item4,
        Output<T5> item5, Output<T6> item6, Output<T7> item7)
        => OutputParts.Combine(async all => (
            await all.Take<T1>(item1), await all.Take<T2>(item2), await all.Take<T3>(item3), await all.Take<T4>(item4),
            await all.Take<T5>(item5), await all.Take<T6>(item6), await all.Take<T7>(item7)));

    /// <inheritdoc cref="Tuple{T1, T2}(Input{T1}, Input{T2})"/>
    public static Output<(T1, T2, T3, T4, T5, T6, T7, T8)> Tuple<T1, T2, T3, T4, T5, T6, T7, T8>(
        Output<T1> item1, Output<T2> item2, Output<T3> item3, Output<T4> item4,
        Output<T5> item5, Output<T6> item6, Output<T7> item7, Output<T8> item8)
        => OutputParts.Combine(async all => (
            await all.Take<T1>(item1), await all.Take<T2>(item2), await all.Take<T3>(item3), await all.Take<T4>(item4),
            await all.Take<T5>(item5), await all.Take<T6>(item6), await all.Take<T7>(item7), await all.Take<T8>(item8)));
}
